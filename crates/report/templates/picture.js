(function(){
"use strict";
var german=document.documentElement.lang==="de";
function written(day){
  var date=new Date(day*864e5),two=function(n){return (n<10?"0":"")+n;};
  if(german)return two(date.getUTCDate())+"."+two(date.getUTCMonth()+1)+"."+date.getUTCFullYear();
  return date.getUTCDate()+" "+"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[date.getUTCMonth()]+" "+date.getUTCFullYear();
}
document.querySelectorAll(".pool").forEach(function(pool){
  var chart=pool.querySelector(".chart"),stage=chart.querySelector(".stage"),rows=pool.querySelectorAll("tr[data-d]");
  if(!rows.length)return;
  var heads=[].map.call(pool.querySelectorAll("thead th"),function(h){return h.textContent;});
  var days=+chart.dataset.days,first=+chart.dataset.from;
  var slider=document.createElement("input");
  slider.type="range";slider.min=0;slider.max=days-1;slider.value=0;slider.className="day";
  slider.setAttribute("aria-label",chart.dataset.label);
  var cursor=document.createElement("i");cursor.className="cursor";cursor.hidden=true;
  var box=document.createElement("div");box.className="readout";box.hidden=true;box.setAttribute("aria-hidden","true");
  stage.append(slider,cursor,box);
  function show(d){
    d=Math.max(0,Math.min(days-1,d));
    var row=rows[0];
    rows.forEach(function(r){if(+r.dataset.d<=d)row=r;});
    var date=written(first+d);
    var cells=[].map.call(row.children,function(c){var t=c.querySelector(".tag");return (t?c.firstChild.textContent:c.textContent).trim();});
    box.replaceChildren();
    var head=document.createElement("b");head.textContent=date;box.append(head);
    for(var i=1;i<6;i++){var line=document.createElement("span"),v=document.createElement("span");line.textContent=heads[i];v.textContent=cells[i];v.className="v";line.append(v);box.append(line);}
    if(cells[6]&&+row.dataset.d===d){var ev=document.createElement("em");ev.textContent=cells[6];box.append(ev);}
    slider.setAttribute("aria-valuetext",date+", "+[1,2,3,4,5].map(function(i){return heads[i]+" "+cells[i];}).join(", ")+(cells[6]&&+row.dataset.d===d?", "+cells[6]:""));
    var share=d/days*100;
    cursor.style.left=share+"%";cursor.hidden=false;box.hidden=false;
    box.classList.toggle("left",share>55);
    box.style.left=share>55?"auto":share+"%";box.style.right=share>55?(100-share)+"%":"auto";
  }
  function hide(){cursor.hidden=true;box.hidden=true;}
  stage.addEventListener("pointermove",function(e){var r=stage.getBoundingClientRect();show(Math.floor((e.clientX-r.left)/r.width*days));});
  stage.addEventListener("pointerleave",function(){if(document.activeElement!==slider)hide();});
  slider.addEventListener("input",function(){show(+slider.value);});
  slider.addEventListener("focus",function(){show(+slider.value);});
  slider.addEventListener("blur",hide);
  slider.addEventListener("keydown",function(e){
    if(e.key!=="ArrowRight"&&e.key!=="ArrowLeft"||e.shiftKey)return;
    var marks=[].map.call(rows,function(r){return +r.dataset.d;}),now=+slider.value,next;
    if(e.key==="ArrowRight"){next=marks.find(function(d){return d>now;});if(next===undefined)next=days-1;}
    else{next=marks.reverse().find(function(d){return d<now;});if(next===undefined)next=0;}
    slider.value=next;show(next);e.preventDefault();
  });
});
})();
